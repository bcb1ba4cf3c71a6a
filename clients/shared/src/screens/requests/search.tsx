// Search in the own dossier. What is looked for goes in the body of a request: it is in no address and in no history.
import { type FormEvent, useEffect, useState } from 'react';

import { present, useGraph, usePerson } from '../../client/asked';
import { Zoeken } from '../../gql/documents';
import { Block } from '../../ui/block';
import { Button } from '../../ui/button';
import { Lead, Title } from '../../ui/title';
import { Hit } from './hit';
import { useSearchTexts } from './search-texts';
import './requests.css';

const SHORTEST = 2;
const LONGEST = 100; // characters that the graph takes
const MOST = 50; // results that are asked for

export default function SearchPage() {
  const texts = useSearchTexts();
  const { graph, door } = useGraph();
  const [sought, setSought] = useState(graph.sought.get(door) ?? '');
  const [isShort, setShort] = useState(false);
  const search = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get('tekst') ?? '').trim();
    const tooShort = text.replaceAll(/\s/g, '').length < SHORTEST;
    setShort(tooShort);
    if (tooShort) return;
    graph.sought.set(door, text);
    setSought(text);
  };
  return (
    <>
      <Title>{texts.title}</Title>
      <Lead>{texts.lead}</Lead>
      <form role="search" onSubmit={search} noValidate>
        <div className="field">
          <label htmlFor="zoektekst">{texts.label}</label>
          <span className="field__hint" id="zoekhulp">
            {texts.hint}
          </span>
          <input
            id="zoektekst"
            name="tekst"
            type="search"
            maxLength={LONGEST}
            autoComplete="off"
            spellCheck={false}
            defaultValue={sought}
            aria-describedby={isShort ? 'zoekhulp zoekfout' : 'zoekhulp'}
            aria-invalid={isShort}
          />
          {isShort && (
            <p className="field__fault" id="zoekfout" role="alert">
              {texts.tooShort}
            </p>
          )}
        </div>
        <p className="alone">
          <Button type="submit">{texts.search}</Button>
        </p>
      </form>
      <Found text={sought} />
    </>
  );
}

// The number of what was found is told from a place that was there before.
function Found({ text }: { text: string }) {
  const [told, setTold] = useState('');
  return (
    <>
      <p className="found" role="status">
        {told}
      </p>
      {text && <Hits key={text} text={text} tell={setTold} />}
    </>
  );
}

function Hits({ text, tell }: { text: string; tell: (told: string) => void }) {
  const texts = useSearchTexts();
  const { data, faults, loading, again } = usePerson(Zoeken, { tekst: text });
  const hits = present(data?.zoek);
  const told = loading ? texts.searching : data?.zoek ? texts.found(hits.length, hits.length >= MOST) : '';
  useEffect(() => tell(told), [told, tell]);
  return (
    <Block
      title={texts.results}
      loading={loading}
      value={data?.zoek && hits}
      faults={faults}
      again={again}
      empty={texts.nothing}
      rows={5}
    >
      {() => (
        <ul className="rows">
          {hits.map((hit) => (
            <Hit key={hit.soort + hit.sleutel} hit={hit} />
          ))}
        </ul>
      )}
    </Block>
  );
}
