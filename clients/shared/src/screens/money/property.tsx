// A home or another building with its values.
import { type Masked, unmasked } from '../../client/document';
import type { WozObjectFragment } from '../../gql/types';
import { useFormat } from '../../language/format';
import { Descriptions } from '../../ui/descriptions';
import { External } from '../../ui/external';
import { Tag } from '../../ui/tag';
import { Dutch } from '../person/dutch';
import { Sheet } from './sheet';
import { useTaxTexts } from './tax-texts';

type Value = NonNullable<WozObjectFragment['waarden']>['knopen'][number];

export function Property({ property }: { property: Masked<WozObjectFragment> }) {
  const shown = unmasked(property);
  const { belang, adresregels, grondoppervlakte, gemeente, kadastraleAanduidingen, beschikking } = shown;
  const texts = useTaxTexts();
  const { whole, day, number } = useFormat();
  const [street, ...place] = adresregels;
  const [now, ...former] = shown.waarden?.knopen ?? [];
  const name = street ?? shown.nummer;
  const until = beschikking?.bezwaarMogelijkTot;
  return (
    <Sheet
      title={<Dutch>{name}</Dutch>}
      side={now?.waarde != null && whole(now.waarde)}
      tag={now?.bezwaar && <Tag kind="now">{texts.objection[now.bezwaar]}</Tag>}
    >
      {now?.peildatum && now.belastingjaar !== null && (
        <p>{texts.valued(now.belastingjaar, day(now.peildatum))}</p>
      )}
      {until && beschikking?.bezwaarMogelijk && <p>{texts.canObject(day(until))}</p>}
      <Descriptions
        items={[
          [texts.place, place.join(', ')],
          [texts.interest, belang && texts.interests[belang]],
          [texts.told, beschikking?.dagtekening && day(beschikking.dagtekening)],
          [texts.assessmentNumber, beschikking?.aanslagnummer],
          [texts.object, until && !beschikking?.bezwaarMogelijk && texts.couldObject(day(until))],
        ]}
      />
      {shown.taxatieverslag && (
        <p>
          <External href={shown.taxatieverslag.adres}>
            {texts.report} <span className="hidden">({name})</span>
          </External>
        </p>
      )}
      {former.length > 0 && <Former values={former} of={name} />}
      <details>
        <summary>
          {texts.more} <span className="hidden">({name})</span>
        </summary>
        <Descriptions
          items={[
            [texts.ground, grondoppervlakte !== null && `${number(grondoppervlakte)} m²`],
            [texts.landRegistry, kadastraleAanduidingen.join(', ')],
            [texts.municipality, gemeente],
            [texts.propertyNumber, shown.nummer],
          ]}
        />
      </details>
    </Sheet>
  );
}

function Former({ values, of }: { values: readonly Value[]; of: string }) {
  const texts = useTaxTexts();
  const { whole, shortDay } = useFormat();
  return (
    <details>
      <summary>
        {texts.former(values.length)} <span className="hidden">({of})</span>
      </summary>
      <table className="table">
        <caption>{texts.formerOf(of)}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.year}</th>
            <th scope="col">{texts.valueDate}</th>
            <th scope="col" className="table__amount">
              {texts.value}
            </th>
          </tr>
        </thead>
        <tbody>
          {values.map(({ belastingjaar, peildatum, waarde, bezwaar }, place) => (
            <tr key={place}>
              <th scope="row">{belastingjaar}</th>
              <td>{peildatum && shortDay(peildatum)}</td>
              <td className="table__amount">
                {waarde !== null && whole(waarde)}
                {bezwaar && <small>{texts.objection[bezwaar]}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
