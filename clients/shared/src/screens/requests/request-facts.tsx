// What is known of a request: its number, who handles it, whether it is paid, and what was filled in.
import { type Masked, unmasked } from '../../client/document';
import type { AanvraagKenmerkenFragment } from '../../gql/types';
import { useFormat } from '../../language/format';
import { Descriptions } from '../../ui/descriptions';
import { Dutch } from '../person/dutch';
import { useRequestTexts } from './texts';

export function RequestFacts({ request }: { request: Masked<AanvraagKenmerkenFragment> }) {
  const { nummer, toelichting, soort, startdatum, behandelaar, betalingInWoorden, eigenschappen } = unmasked(request);
  const texts = useRequestTexts();
  const { day } = useFormat();
  return (
    <>
      <section className="block">
        <h2 className="alone">{texts.facts}</h2>
        <Descriptions
          items={[
            [texts.number, nummer],
            [texts.kind, soort?.naam && <Dutch>{soort.naam}</Dutch>],
            [texts.explanation, toelichting && <Dutch>{toelichting}</Dutch>],
            [texts.started, startdatum && day(startdatum)],
            [texts.takes, soort?.doorlooptijdInWoorden],
            [texts.payment, betalingInWoorden],
            ...(eigenschappen ?? []).map(({ naam, waarde }) => [heading(naam ?? texts.fact), waarde] as const),
          ]}
        />
      </section>
      {behandelaar && (
        <section className="block">
          <h2 className="alone">{texts.handler}</h2>
          <Descriptions
            items={[
              [texts.name, behandelaar.naam],
              [texts.department, behandelaar.afdeling],
            ]}
          />
        </section>
      )}
    </>
  );
}

// What was filled in has names such as "kenteken".
const heading = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');
