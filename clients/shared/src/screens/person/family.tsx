// Partner, children and parents, as they stand in somebody's own record.
import type { ReactNode } from 'react';

import { type Masked, unmasked } from '../../client/document';
import type { FamilieFragment, OnderzochtFragment, VerwantFragment } from '../../gql/types';
import { Block } from '../../ui/block';
import { Row, Rows } from '../../ui/rows';
import { Tag } from '../../ui/tag';
import { useDay } from './day';
import { Dutch } from './dutch';
import { Origin } from './origin';
import { faultsOf, isToldOnce, type Part } from './part';
import { useDataTexts } from './texts';

export function Family({ loading, person, faults, again }: Part<Masked<FamilieFragment>>) {
  const texts = useDataTexts();
  const day = useDay();
  if (isToldOnce(faultsOf(faults, 'partners', 'kinderen', 'ouders'))) return null;
  const family = person && unmasked(person);
  return (
    <>
      <Block
        title={texts.partner}
        loading={loading}
        value={family?.partners}
        faults={faultsOf(faults, 'partners')}
        again={again}
        empty={texts.noPartner}
      >
        {(partners) => (
          <>
            <Rows>
              {partners.map((partner, place) => {
                const { verbintenis, begin, einde } = partner;
                const since = day(begin?.datum);
                const until = day(einde);
                const where = [begin?.plaats, begin?.land].filter(Boolean).join(', ');
                return (
                  <Relative key={place} relative={partner} tag={einde && <Tag>{texts.former}</Tag>}>
                    <span className="line sentence">
                      <Dutch>{verbintenis}</Dutch>{' '}
                      {since && texts.partnerSince(since, where || null)}
                    </span>
                    {until && <span className="line">{texts.partnerUntil(until)}</span>}
                  </Relative>
                );
              })}
            </Rows>
            <Origin of="partners" title={texts.partner} />
          </>
        )}
      </Block>
      <Block
        title={texts.children}
        loading={loading}
        value={family?.kinderen}
        faults={faultsOf(faults, 'kinderen')}
        again={again}
        empty={texts.noChildren}
      >
        {(children) => (
          <>
            <Rows>
              {children.map((child, place) => (
                <Relative key={place} relative={child} />
              ))}
            </Rows>
            <Origin of="kinderen" title={texts.children} />
          </>
        )}
      </Block>
      <Block
        title={texts.parents}
        loading={loading}
        value={family?.ouders}
        faults={faultsOf(faults, 'ouders')}
        again={again}
        empty={texts.noParents}
      >
        {(parents) => (
          <>
            <Rows>
              {parents.map((parent, place) => (
                <Relative key={place} relative={parent}>
                  <Since text={texts.parentSince} day={day(parent.ouderSinds)} />
                </Relative>
              ))}
            </Rows>
            <Origin of="ouders" title={texts.parents} />
          </>
        )}
      </Block>
    </>
  );
}

interface Props {
  relative: Masked<VerwantFragment>;
  tag?: ReactNode;
  children?: ReactNode;
}

function Relative({ relative, tag, children }: Props) {
  const texts = useDataTexts();
  const day = useDay();
  const { naam, geboorte, inOnderzoek } = unmasked(relative);
  return (
    <Row icon="person" title={naam?.volledigeNaam ?? texts.nameless} tag={tag}>
      <Since text={texts.born} day={day(geboorte?.datum)} />
      {children}
      {inOnderzoek && <span className="line">{unmasked<OnderzochtFragment>(inOnderzoek).tekst}</span>}
    </Row>
  );
}

function Since({ text, day }: { text: (day: string) => string; day: string | null }) {
  return day && <span className="line">{text(day)}</span>;
}
