// The own dossier to download: begun with a press, told how far it is, and given once in each form.
import { useEffect, useRef, useState } from 'react';

import { useGraph } from '../../client/asked';
import {
  beginDossier,
  type Form,
  formAddress,
  isTrouble,
  type OwnDossier,
  readDossier,
  type Trouble,
} from '../../client/own-dossier';
import { useSession } from '../../client/session';
import { useFormat } from '../../language/format';
import { useLanguage } from '../../language/language';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Lead, Title } from '../../ui/title';
import { useWords } from '../../ui/words';
import { useDossierTexts } from './dossier-texts';
import './person.css';

const LOOK = 2000; // milliseconds between looks at how far it is
const FORMS: readonly Form[] = ['pdf', 'json'];

// What was begun, for who goes to another page and comes back; it is forgotten with the page itself.
let begun: OwnDossier | null = null;

export default function DossierPage() {
  const texts = useDossierTexts();
  const { graph } = useGraph();
  const [language] = useLanguage();
  const words = useWords();
  const higher = useSession(language)?.hogerNiveau;
  const [dossier, setDossier] = useState(begun);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const isBusy = dossier?.stand === 'bezig' && trouble === null;
  const take = (told: OwnDossier | Trouble) => {
    if (told === 'lost') graph.leave();
    setTrouble(isTrouble(told) ? told : null);
    if (!isTrouble(told)) begun = told;
    else if (told !== 'away') begun = null; // what can't be told now may be there a moment later
    setDossier(begun);
  };
  const begin = async () => {
    if (!isBusy) take(await beginDossier(language));
  };
  const look = async (id: string) => take(await readDossier(id, language));
  const status = useRef<HTMLDivElement>(null);
  // A form can be had once: its link goes, and the focus to what is told of it.
  const fetched = async (from: OwnDossier) => {
    if (from.vormen.length > 1) await look(from.id);
    else take({ ...from, vormen: [] });
    status.current?.focus();
  };
  const id = dossier?.id;
  useEffect(() => {
    if (!isBusy || !id) return;
    const timer = setInterval(() => void look(id), LOOK);
    return () => clearInterval(timer);
  }, [isBusy, id, language]);
  // What was fetched in another window, or whose time is over, is not offered again.
  useEffect(() => {
    if (id && (isBusy || dossier?.vormen.length)) void look(id);
  }, []);

  return (
    <>
      <Title>{texts.title}</Title>
      <Lead>{texts.lead}</Lead>
      <p className="lead">{texts.care}</p>
      {higher && (
        <p className="lead">
          {texts.level} <a href={`${higher}&${new URLSearchParams({ terug: location.pathname })}`}>{words.higher}</a>
        </p>
      )}
      <div role="status" className="dossier" ref={status} tabIndex={-1}>
        {isBusy && (
          <Alert>
            <p>{texts.busy}</p>
          </Alert>
        )}
        {trouble && (
          <Alert kind={trouble === 'busy' || trouble === 'gone' ? 'info' : 'fault'}>
            <p>{texts.troubles[trouble]}</p>
          </Alert>
        )}
        {!trouble && dossier?.stand === 'mislukt' && (
          <Alert kind="fault">
            <p>{texts.failed}</p>
          </Alert>
        )}
        {!trouble && dossier?.stand === 'klaar' && <Ready dossier={dossier} />}
      </div>
      {!trouble && dossier?.stand === 'klaar' && dossier.vormen.length > 0 && (
        <ul className="rows">
          {FORMS.filter((form) => dossier.vormen.includes(form)).map((form) => (
            <li key={form} className="row">
              <Icon name="document" />
              <div className="row__main">
                <a
                  className="row__link"
                  href={formAddress(dossier.id, form)}
                  download
                  onClick={() => setTimeout(() => void fetched(dossier), LOOK)}
                >
                  <span className="row__title">{texts.forms[form]}</span>
                </a>
                <div className="row__more">{texts.formTexts[form]}</div>
              </div>
              <Icon name="download" />
            </li>
          ))}
        </ul>
      )}
      <p className="more">
        {trouble === 'away' && dossier ? (
          <Button onClick={() => void look(dossier.id)}>{texts.lookAgain}</Button>
        ) : (
          <Button kind={dossier?.stand === 'klaar' ? 'secondary' : 'primary'} onClick={begin} aria-disabled={isBusy}>
            {dossier || trouble ? texts.anew : texts.begin}
          </Button>
        )}
      </p>
    </>
  );
}

function Ready({ dossier: { vormen, geldigTot } }: { dossier: OwnDossier }) {
  const texts = useDossierTexts();
  const { moment } = useFormat();
  return (
    <Alert kind="done">
      <p>{vormen.length > 0 ? texts.ready : texts.taken}</p>
      {vormen.length > 0 && geldigTot && <p>{texts.until(moment(geldigTot))}</p>}
    </Alert>
  );
}
