// The question of a search: for what purpose, how the caller was verified, and by what they are looked for.
import { Button } from 'mijndenhaag-shared/src/ui/button';
import { Icon } from 'mijndenhaag-shared/src/ui/icon';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';

import type { Doel, Verificatie } from '../gql/types';
import { useAgentTexts } from '../texts';
import { type Field, isOptional, isRight, type Values, WAYS, type WayName, wrong } from './ways';

export interface Query {
  doel: Doel | '';
  verificatie: Verificatie | '';
  code: string; // where the caller is verified by it
  way: WayName;
  values: Values;
}

export const NO_QUERY: Query = { doel: '', verificatie: '', code: '', way: 'bsn', values: {} };

interface Props {
  query: Query;
  change: (query: Query) => void;
  busy: boolean;
  send: () => void;
}

const DIGITS: ReadonlySet<Field> = new Set(['bsn', 'huisnummer', 'geboortedatum', 'code']);

export function SearchForm({ query, change, busy, send }: Props) {
  const texts = useAgentTexts();
  const form = useRef<HTMLFormElement>(null);
  const [tried, setTried] = useState(0); // how often a question was sent that is not right yet
  const { doel, verificatie, code, way, values } = query;
  const mistakes = tried > 0 ? new Set<string>(mistaken(query)) : new Set<string>();

  useEffect(() => {
    if (tried > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [tried]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (mistaken(query).length > 0) return setTried(tried + 1);
    setTried(0);
    if (!busy) send();
  };
  const choose = (next: WayName) => {
    setTried(0);
    change({ ...query, way: next, values: {} });
  };
  return (
    <form ref={form} className="search" noValidate autoComplete="off" onSubmit={submit}>
      <Choice
        name={texts.purpose}
        options={texts.purposes}
        value={doel}
        mistake={mistakes.has('doel') && texts.choosePurpose}
        change={(value) => change({ ...query, doel: value })}
        isFirst
      />
      <Choice
        name={texts.verification}
        options={texts.verifications}
        value={verificatie}
        mistake={mistakes.has('verificatie') && texts.chooseVerification}
        change={(value) => change({ ...query, verificatie: value })}
      />
      {verificatie === 'CODE_UIT_PORTAAL' && (
        <TextField
          field="code"
          value={code}
          mistake={mistakes.has('code')}
          change={(value) => change({ ...query, code: value })}
        />
      )}
      <fieldset className="search__ways">
        <legend>{texts.by}</legend>
        {(Object.keys(WAYS) as WayName[]).map((each) => (
          <label key={each} className="search__way">
            <input type="radio" name="way" checked={way === each} onChange={() => choose(each)} />
            <span>{texts.ways[each]}</span>
          </label>
        ))}
      </fieldset>
      <div className="search__fields">
        {WAYS[way].fields.map((field) => (
          <TextField
            key={field}
            field={field}
            value={values[field] ?? ''}
            mistake={mistakes.has(field)}
            change={(value) => change({ ...query, values: { ...values, [field]: value } })}
          />
        ))}
      </div>
      <Button type="submit" aria-disabled={busy}>
        <Icon name="search" /> {busy ? texts.searching : texts.search}
      </Button>
    </form>
  );
}

function mistaken({ doel, verificatie, code, way, values }: Query): readonly string[] {
  const ofCode = verificatie === 'CODE_UIT_PORTAAL' && !isRight('code', code) ? ['code'] : [];
  return [...(doel ? [] : ['doel']), ...(verificatie ? [] : ['verificatie']), ...ofCode, ...wrong(way, values)];
}

interface ChoiceProps<Value extends string> {
  name: string;
  options: Readonly<Record<Value, string>>;
  value: Value | '';
  mistake: string | false;
  change: (value: Value | '') => void;
  isFirst?: boolean;
}

function Choice<Value extends string>({ name, options, value, mistake, change, isFirst = false }: ChoiceProps<Value>) {
  const texts = useAgentTexts();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{name}</label>
      <select
        id={id}
        value={value}
        required
        onChange={(event) => change(event.currentTarget.value as Value | '')}
        {...(isFirst && { 'data-first': true })}
        {...(mistake && { 'aria-invalid': true, 'aria-describedby': `${id}-mistake` })}
      >
        <option value="">{texts.choose}</option>
        {(Object.keys(options) as Value[]).map((each) => (
          <option key={each} value={each}>
            {options[each]}
          </option>
        ))}
      </select>
      {mistake && <Mistake id={`${id}-mistake`}>{mistake}</Mistake>}
    </div>
  );
}

interface TextFieldProps {
  field: Field;
  value: string;
  mistake: boolean;
  change: (value: string) => void;
}

export function TextField({ field, value, mistake, change }: TextFieldProps) {
  const texts = useAgentTexts();
  const id = useId();
  const { label, hint } = texts.fields[field];
  const described = [hint && `${id}-hint`, mistake && `${id}-mistake`].filter(Boolean).join(' ');
  return (
    <div className={`field field--${field}`}>
      <label htmlFor={id}>
        {label} {isOptional(field) && <span className="field__hint">{texts.optional}</span>}
      </label>
      {hint && (
        <span id={`${id}-hint`} className="field__hint">
          {hint}
        </span>
      )}
      <input
        id={id}
        value={value}
        autoComplete="off"
        spellCheck={false}
        required={!isOptional(field)}
        inputMode={DIGITS.has(field) ? 'numeric' : 'text'}
        onInput={(event) => change(event.currentTarget.value)}
        {...(mistake && { 'aria-invalid': true })}
        {...(described && { 'aria-describedby': described })}
      />
      {mistake && <Mistake id={`${id}-mistake`}>{texts.fields[field].mistake}</Mistake>}
    </div>
  );
}

function Mistake({ id, children }: { id: string; children: string }) {
  return (
    <span id={id} className="field__mistake">
      <Icon name="warning" /> {children}
    </span>
  );
}
