// Who looked at somebody's data: others, and the own visits of each day.
import { usePaged } from '../../client/asked';
import { type Masked, unmasked } from '../../client/document';
import { WieKeek } from '../../gql/documents';
import type { InzageRijFragment } from '../../gql/types';
import { dayInCity, useFormat } from '../../language/format';
import { Block } from '../../ui/block';
import { Descriptions } from '../../ui/descriptions';
import { More } from '../../ui/more';
import { Lead, Title } from '../../ui/title';
import { useLookTexts } from './look-texts';
import './person.css';

export default function LooksPage() {
  const texts = useLookTexts();
  const { data, items, more, faults, loading, again } = usePaged(WieKeek, {}, ({ verwerkingen }) => verwerkingen);
  const looks = folded(items.map((each: Masked<InzageRijFragment>) => unmasked(each)));
  const isThere = Boolean(data?.verwerkingen);
  const own = looks.filter(({ eigen }) => eigen);
  return (
    <>
      <Title>{texts.title}</Title>
      <Lead>
        {texts.lead} {texts.question}
      </Lead>
      <Block
        title={texts.others}
        loading={loading}
        value={isThere ? looks.filter(({ eigen }) => !eigen) : null}
        faults={faults}
        again={again}
        empty={texts.noOthers}
        rows={4}
      >
        {(others) => (
          <ul className="looks">
            {others.map((look) => (
              <Look key={look.id} look={look} />
            ))}
          </ul>
        )}
      </Block>
      {own.length > 0 && (
        <Block title={texts.own} loading={false} value={own} faults={[]} again={again}>
          {() => (
            <ul className="looks">
              {own.map((look) => (
                <Look key={look.id} look={look} />
              ))}
            </ul>
          )}
        </Block>
      )}
      {isThere && <More {...more} />}
    </>
  );
}

// Who looks without a contact asks many things in one visit: of a day that is one line, as own visits are.
function folded(looks: readonly InzageRijFragment[]): readonly InzageRijFragment[] {
  const lines = new Map<string, InzageRijFragment>();
  for (const look of looks) {
    const key = look.doel ? look.id : `${look.eigen} ${look.omschrijving} ${dayInCity(look.moment)}`;
    const line = lines.get(key);
    const gegevens = [...new Set([...(line?.gegevens ?? []), ...look.gegevens])];
    lines.set(key, { ...(line ?? look), gegevens, keren: (line?.keren ?? 0) + look.keren });
  }
  return [...lines.values()];
}

function Look({ look }: { look: InzageRijFragment }) {
  const { eigen, moment, keren, omschrijving, doel, afdeling, gegevens } = look;
  const texts = useLookTexts();
  const { day, moment: at } = useFormat();
  return (
    <li className="look">
      <h3>{omschrijving}</h3>
      <p className="look__when">
        {eigen || (keren > 1 && !doel) ? `${day(moment)}, ${texts.times(keren)}` : at(moment)}
      </p>
      <Descriptions
        items={[
          [texts.who, !eigen && texts.department(afdeling)],
          [texts.why, doel && texts.purposes[doel]],
          [texts.what, gegevens.map((group) => texts.groups[group]).join(', ')],
        ]}
      />
    </li>
  );
}
