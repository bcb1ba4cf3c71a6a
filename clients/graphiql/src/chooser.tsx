// Chooses as whom the active tab asks.
import { useHeadersEditorState, useGraphiQL } from '@graphiql/react';
import { useEffect, useState } from 'react';

import { type Identity, NIVEAUS, parsed, written } from './identity';
import { fetchPersonas, type Persona } from './personas';
import { language, texts } from './texts';

export function Chooser() {
  const [personas, setPersonas] = useState<Persona[]>([]);
  useEffect(() => void fetchPersonas().then(setPersonas), []);
  const ready = useGraphiQL((state) => state.headerEditor !== undefined);
  const [headers, setHeaders] = useHeadersEditorState();
  if (!personas.length || !ready) return null;

  const identity = parsed(headers);
  const chosen = personas.find(({ naam }) => naam === identity.persona);
  const choose = (change: Partial<Identity>) => setHeaders(written({ ...identity, ...change }));
  return (
    <>
      <label className="choice">
        {texts.as}
        <select
          data-choice="persona"
          value={identity.persona}
          onChange={({ target }) => choose({ persona: target.value, niveau: '' })}
        >
          <option value="">{texts.nobody}</option>
          {[...Map.groupBy(personas, ({ rol }) => rol)].map(([role, some]) => (
            <optgroup key={role} label={texts.roles[role] ?? role}>
              {some.map((persona) => (
                <option key={persona.naam} value={persona.naam}>
                  {`${persona.naam} – ${persona[language].replace(/\.$/, '')}`}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <label className="choice">
        {texts.niveau}
        <select
          data-choice="niveau"
          value={identity.niveau}
          disabled={chosen?.rol !== 'INWONER'} // only residents log in with DigiD
          onChange={({ target }) => choose({ niveau: target.value })}
        >
          <option value="">{texts.niveauDefault}</option>
          {NIVEAUS.map((niveau) => (
            <option key={niveau} value={niveau}>
              {niveau.toLowerCase()}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
