// Who is calling, for what, how that was made sure, and until when the dossier is open.
import { useGraph } from 'mijndenhaag-shared/src/client/asked';
import type { Fault } from 'mijndenhaag-shared/src/client/faults';
import { useFormat } from 'mijndenhaag-shared/src/language/format';
import { Alert } from 'mijndenhaag-shared/src/ui/alert';
import { Button } from 'mijndenhaag-shared/src/ui/button';
import { Descriptions } from 'mijndenhaag-shared/src/ui/descriptions';
import { Faults } from 'mijndenhaag-shared/src/ui/faults';
import { Tag } from 'mijndenhaag-shared/src/ui/tag';
import { useId, useState } from 'react';

import { type Caller, renewed } from '../caller';
import { BellerNummer, EindigKlantcontact, StartKlantcontact } from '../gql/documents';
import type { BellerQuery, KlantcontactWie } from '../gql/types';
import { TextField } from '../search/form';
import { useAgentTexts } from '../texts';

const SOON = 5; // minutes before the end

interface Props {
  caller: Caller;
  data: BellerQuery['klantcontact'];
  faults: readonly Fault[];
  again: () => void;
  minutes: number;
  isOver: boolean;
  change: (caller: Caller) => void;
  close: () => void;
}

export function About({ caller, data, faults, again, minutes, isOver, change, close }: Props) {
  const texts = useAgentTexts();
  const { time } = useFormat();
  const notes = useId();
  const person = data?.persoon;
  const cautions = data?.waarschuwingen ?? caller.cautions;
  return (
    <section className="about" aria-label={texts.about}>
      <h1 tabIndex={-1}>{caller.name}</h1>
      {!isOver && (
        <>
          {cautions.map((each) => (
            <Alert key={each} kind="warning">
              <p>
                <Tag kind="late">{texts.cautionTags[each]}</Tag> {each !== 'OVERLEDEN' && texts.cautions[each]}
                {each === 'OVERLEDEN' && texts.died(person?.overlijden?.datum?.tekst ?? null)}
              </p>
            </Alert>
          ))}
          <Descriptions
            items={[
              [texts.ageName, person?.leeftijd != null && !person.overlijden && texts.age(person.leeftijd)],
              [texts.salutation, person?.aanschrijfwijze?.aanhef],
              [texts.purpose, texts.purposes[caller.doel]],
              [texts.verifiedBy, texts.verifications[caller.verificatie]],
              [texts.since, data && time(data.gestart)],
              [texts.until, time(caller.until)],
            ]}
          />
          <Faults faults={faults} again={again} />
          <Renewal caller={caller} minutes={minutes} change={change} />
        </>
      )}
      <div className="field">
        <label htmlFor={notes}>{texts.notes}</label>
        <span id={`${notes}-hint`} className="field__hint">
          {texts.notesHint}
        </span>
        <textarea
          id={notes}
          rows={6}
          autoComplete="off"
          aria-describedby={`${notes}-hint`}
          value={caller.notes}
          onInput={(event) => change({ ...caller, notes: event.currentTarget.value })}
        />
      </div>
      <Button kind="secondary" onClick={close}>
        {isOver ? texts.close : texts.end}
      </Button>
    </section>
  );
}

// A contact is renewed by one that begins now, of the same person, for the same purpose.
function Renewal({ caller, minutes, change }: Pick<Props, 'caller' | 'minutes' | 'change'>) {
  const texts = useAgentTexts();
  const { graph } = useGraph();
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const isSoon = minutes <= SOON;
  const byCode = caller.verificatie === 'CODE_UIT_PORTAAL'; // which is good once
  const [code, setCode] = useState('');

  const press = async () => {
    if (busy) return;
    setBusy(true);
    setFaults([]);
    const { contact, doel, verificatie, cautions } = caller;
    const asked = await graph.send(BellerNummer, { contact });
    const wie = whose(asked.data?.klantcontact);
    const bevestigGeheim = cautions.includes('GEHEIMHOUDING'); // confirmed when it was opened
    const { data, faults: came } = wie
      ? await graph.send(StartKlantcontact, { wie, doel, verificatie, bevestigGeheim, code: byCode ? code.trim() : null })
      : { data: null, faults: asked.faults };
    setBusy(false);
    setFaults(came);
    if (!data?.startKlantcontact) return;
    setTold(texts.renewed);
    change(renewed(caller, data.startKlantcontact));
    void graph.send(EindigKlantcontact, { id: contact });
    graph.forget(contact);
  };
  return (
    <div className="renewal">
      <p role="status" className={isSoon ? 'renewal__soon' : 'hidden'}>
        {isSoon ? texts.almostOver(minutes) : told}
      </p>
      <Faults faults={faults} again={() => void press()} />
      {byCode && <TextField field="code" value={code} mistake={false} change={setCode} />}
      <Button kind={isSoon ? 'primary' : 'plain'} onClick={() => void press()} aria-disabled={busy}>
        {texts.renew}
      </Button>
    </div>
  );
}

type Numbers = { persoon: { burgerservicenummer: string } | null; organisatie: { nummer: string } | null } | null;

function whose(contact: Numbers | undefined): KlantcontactWie | null {
  if (contact?.persoon) return { burgerservicenummer: contact.persoon.burgerservicenummer };
  return contact?.organisatie ? { kvkNummer: contact.organisatie.nummer } : null;
}
