// The documents of a request, newest first, each one click away.
import { usePaged } from '../../client/asked';
import { faultsAt } from '../../client/faults';
import { DocumentenBijAanvraag } from '../../gql/documents';
import { Block } from '../../ui/block';
import { File } from '../../ui/file';
import { More } from '../../ui/more';
import { useRequestTexts } from './texts';

export function RequestDocuments({ id }: { id: string }) {
  const texts = useRequestTexts();
  const { data, items, more, faults, loading, again } = usePaged(
    DocumentenBijAanvraag,
    { id },
    (person) => person.aanvraag?.documenten,
  );
  return (
    <Block
      title={texts.documents}
      loading={loading}
      value={data?.aanvraag?.documenten && items}
      faults={faultsAt(faults, 'aanvraag', 'documenten')}
      again={again}
      empty={texts.noDocuments}
      rows={4}
    >
      {() => (
        <>
          <ul className="rows">
            {items.map(({ id: key, titel, soort, datum, formaat, grootte, download }) => (
              <File key={key} title={titel ?? soort ?? ''} href={download} format={formaat} size={grootte} date={datum}>
                {titel === soort ? null : soort}
              </File>
            ))}
          </ul>
          <More {...more} />
        </>
      )}
    </Block>
  );
}
