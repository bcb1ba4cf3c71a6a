// A message: its subject and day, and below it what it says once it is opened.
import { useEffect, useId, useRef, useState } from 'react';
import { Link } from 'wouter';

import { present } from '../../client/asked';
import { type Masked, unmasked } from '../../client/document';
import type { BerichtHeelFragment } from '../../gql/types';
import { isPast, useFormat } from '../../language/format';
import { File } from '../../ui/file';
import { Icon } from '../../ui/icon';
import { Tag } from '../../ui/tag';
import { Dutch } from '../person/dutch';
import { useMessageTexts } from './message-texts';
import { usePerspectives } from './perspectives';
import { requestAddress } from './request-card';
import { Said } from './said';

export function Message({ message, wanted }: { message: Masked<BerichtHeelFragment>; wanted: string | undefined }) {
  const { id, onderwerp, publicatiedatum, ongelezen, uiterlijk, handelingsperspectief } = unmasked(message);
  const texts = useMessageTexts();
  const todo = usePerspectives();
  const { day, left } = useFormat();
  const [isOpen, setOpen] = useState(id === wanted);
  const body = useId();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (id !== wanted) return;
    setOpen(true);
    button.current?.focus();
    button.current?.scrollIntoView({ block: 'center' });
  }, [id, wanted]);
  const by = uiterlijk && (isPast(uiterlijk) ? texts.was(day(uiterlijk)) : texts.by(day(uiterlijk), left(uiterlijk)));
  return (
    <li className={ongelezen ? 'entry' : 'entry message--read'}>
      <h3>
        <button
          ref={button}
          type="button"
          className="message__button"
          aria-expanded={isOpen}
          aria-controls={body}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name="chevron" />
          <span>
            {onderwerp ? <Dutch>{onderwerp}</Dutch> : texts.message}
            {publicatiedatum && <span className="hidden">, {day(publicatiedatum)}</span>}
          </span>
        </button>
      </h3>
      <p className="entry__when">
        {ongelezen && <Tag kind="now">{texts.unread}</Tag>} {publicatiedatum && day(publicatiedatum)}
      </p>
      {handelingsperspectief && (
        <p>
          {todo[handelingsperspectief]} {by}
        </p>
      )}
      {!handelingsperspectief && by && <p>{by}</p>}
      <div id={body} className="said" hidden={!isOpen}>
        {isOpen && <Opened message={unmasked(message)} />}
      </div>
    </li>
  );
}

function Opened({ message: { nummer, onderwerp, tekst, aanvraag, bijlagen } }: { message: BerichtHeelFragment }) {
  const texts = useMessageTexts();
  const files = present(bijlagen);
  return (
    <>
      {tekst && (
        <div className="said" lang="nl">
          <Said text={tekst} />
        </div>
      )}
      {files.length > 0 && (
        <ul className="rows" aria-label={texts.attachments}>
          {files.map(({ id, titel, formaat, grootte, download }) => (
            <File key={id} title={titel ?? texts.attachment} href={download} format={formaat} size={grootte} />
          ))}
        </ul>
      )}
      {aanvraag && (
        <p>
          <Link href={requestAddress(aanvraag)}>
            {texts.toRequest} <span className="hidden">({onderwerp ?? nummer})</span>
          </Link>
        </p>
      )}
      {nummer && (
        <p className="entry__when">
          {texts.number} {nummer}
        </p>
      )}
    </>
  );
}
