// A message of the list, which opens in its place.
import { present, usePerson } from 'mijndenhaag-shared/src/client/asked';
import { type Masked, unmasked } from 'mijndenhaag-shared/src/client/document';
import { faultsAt } from 'mijndenhaag-shared/src/client/faults';
import { useFormat } from 'mijndenhaag-shared/src/language/format';
import { Faults } from 'mijndenhaag-shared/src/ui/faults';
import { Icon } from 'mijndenhaag-shared/src/ui/icon';
import { Skeleton } from 'mijndenhaag-shared/src/ui/skeleton';
import { Tag } from 'mijndenhaag-shared/src/ui/tag';
import { useEffect, useId, useState } from 'react';

import { Berichtteksten } from '../gql/documents';
import type { BerichtRijFragment, BerichttekstFragment } from '../gql/types';
import { Files } from '../requests/documents';
import { Prose } from './prose';
import { useMessageTexts } from './texts';

export function Message({ message }: { message: Masked<BerichtRijFragment> }) {
  const { id, onderwerp, publicatiedatum, ongelezen } = unmasked(message);
  const texts = useMessageTexts();
  const { day } = useFormat();
  const [isOpen, setOpen] = useState(false);
  const text = useId();
  return (
    <li className="message">
      <h3>
        <button type="button" aria-expanded={isOpen} aria-controls={text} onClick={() => setOpen(!isOpen)}>
          <span className="message__subject">
            {onderwerp ?? texts.message}
            <span className="message__when">
              {ongelezen ? <Tag kind="now">{texts.unread}</Tag> : texts.read}
              {publicatiedatum && ` · ${day(publicatiedatum)}`}
            </span>
          </span>
          <Icon name="chevron" />
        </button>
      </h3>
      <div id={text} className="message__text" hidden={!isOpen} aria-live="polite">
        {isOpen && <Text id={id} />}
      </div>
    </li>
  );
}

// Texts come by the page in which they stand, from the first on: for the newest messages that is one question.
function Text({ id }: { id: string }) {
  const [na, setNa] = useState<string | null>(null);
  const { data, faults, loading, again } = usePerson(Berichtteksten, { na });
  const page = data?.berichten;
  const found = present(page?.knopen).find((message) => message.id === id);
  const next = !found && page?.heeftVolgende ? page.volgende : null;
  useEffect(() => void (next && setNa(next)), [next]);
  if (loading || next) return <Skeleton rows={1} />;
  return (
    <>
      {found && <Content message={found} />}
      {!page && <Faults faults={faultsAt(faults, 'berichten')} again={again} />}
    </>
  );
}

function Content({ message }: { message: Masked<BerichttekstFragment> }) {
  const { tekst, bijlagen } = unmasked(message);
  const texts = useMessageTexts();
  const files = present(bijlagen);
  return (
    <>
      {tekst ? <Prose text={tekst} /> : <p>{texts.noText}</p>}
      {files.length > 0 && <Files files={files} />}
    </>
  );
}
