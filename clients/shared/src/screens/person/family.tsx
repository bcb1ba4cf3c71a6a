// Partner, children and parents, as they stand in somebody's own record.
import type { ReactNode } from 'react';

import { type Masked, unmasked } from '../../client/document';
import type { FamilieFragment, OnderzochtFragment, VerwantFragment } from '../../gql/types';
import { Block } from '../../ui/block';
import { Row, Rows } from '../../ui/rows';
import { Tag } from '../../ui/tag';
import { Dutch } from './dutch';
import { Origin } from './origin';
import { faultsOf, type Part } from './part';
import { useDataTexts } from './texts';

export function Family({ loading, person, faults, again }: Part<Masked<FamilieFragment>>) {
  const texts = useDataTexts();
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
                const where = [begin?.plaats, begin?.land].filter(Boolean).join(', ');
                return (
                  <Relative key={place} relative={partner} tag={einde && <Tag>{texts.former}</Tag>}>
                    <span className="line sentence">
                      <Dutch>{verbintenis}</Dutch>{' '}
                      {begin?.datum?.tekst && texts.partnerSince(begin.datum.tekst, where || null)}
                    </span>
                    {einde?.tekst && <span className="line">{texts.partnerUntil(einde.tekst)}</span>}
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
                  {parent.ouderSinds?.tekst && <span className="line">{texts.parentSince(parent.ouderSinds.tekst)}</span>}
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
  const { naam, geboorte, inOnderzoek } = unmasked(relative);
  return (
    <Row icon="person" title={naam?.volledigeNaam ?? texts.nameless} tag={tag}>
      {geboorte?.datum?.tekst && <span className="line">{texts.born(geboorte.datum.tekst)}</span>}
      {children}
      {inOnderzoek && <span className="line">{unmasked<OnderzochtFragment>(inOnderzoek).tekst}</span>}
    </Row>
  );
}
