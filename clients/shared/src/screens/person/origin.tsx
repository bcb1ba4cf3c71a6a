// Where a block of data comes from, why it is shown, and how to have it corrected: asked when somebody wants to know.
import { useState } from 'react';

import { usePerson } from '../../client/asked';
import { Herkomst } from '../../gql/documents';
import { useFormat } from '../../language/format';
import { Descriptions } from '../../ui/descriptions';
import { External } from '../../ui/external';
import { Faults } from '../../ui/faults';
import { Skeleton } from '../../ui/skeleton';
import { useDataTexts } from './texts';

// `of` is a field of the person, `title` that of the block which shows it.
export function Origin({ of, title }: { of: string; title: string }) {
  const texts = useDataTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="origin" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {texts.origin} <span className="hidden">{texts.about(title)}</span>
      </summary>
      {isOpen && <Told of={of} />}
    </details>
  );
}

function Told({ of }: { of: string }) {
  const texts = useDataTexts();
  const { moment } = useFormat();
  const { data, faults, loading, again } = usePerson(Herkomst, {});
  const found = data?.herkomst?.find(({ blok }) => blok === of);
  if (loading) return <Skeleton rows={2} />;
  if (!found) return faults.length > 0 ? <Faults faults={faults} again={again} /> : <p>{texts.noOrigin}</p>;
  const { naam, peilmoment, grond, waarom, correctie, correctieAdres } = found;
  return (
    <Descriptions
      items={[
        [texts.source, naam],
        [texts.asked, moment(peilmoment)],
        [texts.ground, grond],
        [texts.why, waarom],
        [
          texts.wrong,
          <>
            {correctie} {correctieAdres && <External href={correctieAdres}>{texts.correct}</External>}
          </>,
        ],
      ]}
    />
  );
}
