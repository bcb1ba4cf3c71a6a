// The documents of the requests of a theme.
import { usePaged } from '../../client/asked';
import { faultsAt } from '../../client/faults';
import { ThemaDocumenten } from '../../gql/documents';
import { Block } from '../../ui/block';
import { File } from '../../ui/file';
import { More } from '../../ui/more';
import { Rows } from '../../ui/rows';
import { useThemeTexts } from './theme-texts';

export function ThemeDocuments({ name }: { name: string }) {
  const texts = useThemeTexts();
  const asked = usePaged(ThemaDocumenten, { naam: name }, ({ thema }) => thema?.documenten);
  return (
    <Block
      title={texts.documents}
      loading={asked.loading}
      value={asked.data?.thema?.documenten && asked.items}
      faults={faultsAt(asked.faults, 'thema', 'documenten')}
      again={asked.again}
      empty={texts.noDocuments}
      rows={3}
    >
      {(documents) => (
        <>
          <Rows>
            {documents.map(({ id, titel, datum, formaat, grootte, download }) => (
              <File
                key={id}
                title={titel ?? texts.document}
                href={download}
                format={formaat}
                size={grootte}
                date={datum}
              />
            ))}
          </Rows>
          <More {...asked.more} />
        </>
      )}
    </Block>
  );
}
