// The newest documents, each one click away.
import { present } from '../../client/asked';
import { type Masked, unmasked } from '../../client/document';
import type { Fault } from '../../client/faults';
import type { NieuwFragment } from '../../gql/types';
import { Block } from '../../ui/block';
import { File } from '../../ui/file';
import { useStartTexts } from './texts';

interface Props {
  loading: boolean;
  person: Masked<NieuwFragment> | null;
  faults: readonly Fault[];
  again: () => void;
}

const MOST = 3;

export function NewDocuments({ loading, person, faults, again }: Props) {
  const texts = useStartTexts();
  const requests = person && unmasked(person).aanvragen;
  const files = present(requests?.knopen)
    .flatMap(({ titel, documenten }) => present(documenten?.knopen).map((file) => ({ ...file, of: titel })))
    .toSorted((a, b) => (b.datum ?? '').localeCompare(a.datum ?? ''))
    .slice(0, MOST);
  return (
    <Block
      title={texts.documents}
      loading={loading}
      value={requests && files}
      faults={faults}
      again={again}
      empty={texts.noDocuments}
      rows={MOST}
    >
      {() => (
        <ul className="rows">
          {files.map(({ id, titel, download, formaat, grootte, datum, of }) => (
            <File key={id} title={titel ?? ''} href={download} format={formaat} size={grootte} date={datum}>
              {of}
            </File>
          ))}
        </ul>
      )}
    </Block>
  );
}
