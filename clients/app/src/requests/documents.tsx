// The documents of a request, and a document of a list.
import { usePaged } from 'mijndenhaag-shared/src/client/asked';
import { type Masked, unmasked } from 'mijndenhaag-shared/src/client/document';
import { faultsAt } from 'mijndenhaag-shared/src/client/faults';
import { Block } from 'mijndenhaag-shared/src/ui/block';
import { File } from 'mijndenhaag-shared/src/ui/file';
import { More } from 'mijndenhaag-shared/src/ui/more';
import { Rows } from 'mijndenhaag-shared/src/ui/rows';
import type { ReactNode } from 'react';

import { Documenten } from '../gql/documents';
import type { StukFragment } from '../gql/types';
import { useRequestTexts } from './texts';

// What comes below is there when they are, so that nothing moves.
export function DocumentsBlock({ id, children }: { id: string; children: ReactNode }) {
  const texts = useRequestTexts();
  const { data, items, more, faults, loading, again } = usePaged(Documenten, { id }, ({ aanvraag }) => aanvraag?.documenten);
  return (
    <>
      <Block
        title={texts.documents}
        loading={loading}
        value={data?.aanvraag?.documenten}
        faults={faultsAt(faults, 'aanvraag', 'documenten')}
        again={again}
        empty={texts.noDocuments}
      >
        {() => (
          <>
            <Files files={items} />
            <More {...more} />
          </>
        )}
      </Block>
      {!loading && children}
    </>
  );
}

export function Files({ files }: { files: readonly Masked<StukFragment>[] }) {
  const texts = useRequestTexts();
  return (
    <Rows>
      {files.map((file) => {
        const { id, titel, formaat, grootte, download } = unmasked(file);
        return <File key={id} title={titel ?? texts.document} href={download} format={formaat} size={grootte} />;
      })}
    </Rows>
  );
}
