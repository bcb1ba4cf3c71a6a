// Who has authority over whom; the registry works it out, so it comes on its own.
import { usePerson } from '../../client/asked';
import { unmasked } from '../../client/document';
import { faultsAt } from '../../client/faults';
import { MijnGezag } from '../../gql/documents';
import type { GezagRijFragment } from '../../gql/types';
import { Block } from '../../ui/block';
import { Row, Rows } from '../../ui/rows';
import { Dutch } from './dutch';
import { Origin } from './origin';
import { isToldOnce } from './part';
import { useDataTexts } from './texts';

export function AuthorityBlock() {
  const texts = useDataTexts();
  const { data, faults, loading, again } = usePerson(MijnGezag, {});
  if (isToldOnce(faults)) return null;
  return (
    <Block
      title={texts.authority}
      loading={loading}
      value={data?.gezag}
      faults={faultsAt(faults, 'gezag')}
      again={again}
      empty={texts.noAuthority}
    >
      {(all) => (
        <>
          <Rows>
            {all.map((each, place) => (
              <Authority key={place} authority={unmasked(each)} />
            ))}
          </Rows>
          <Origin of="gezag" title={texts.authority} />
        </>
      )}
    </Block>
  );
}

function Authority({ authority }: { authority: GezagRijFragment }) {
  const { soort, kind, gezagsdragers, onbekendeDerde, toelichting, inOnderzoek } = authority;
  const texts = useDataTexts();
  const who = [...gezagsdragers, ...(onbekendeDerde ? [texts.unknownOther] : [])];
  return (
    <Row icon="person" title={texts.authorityOf(kind?.naam ?? texts.nameless, kind?.leeftijd ?? null)}>
      {soort && <span className="line">{texts.authorityKind[soort] + (who.length > 0 ? ':' : '.')}</span>}
      {who.length > 0 && (
        <ul className="names">
          {who.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      )}
      {toelichting && (
        <span className="line">
          <Dutch>{toelichting}</Dutch>
        </span>
      )}
      {inOnderzoek && <span className="line">{texts.authorityInquiry}</span>}
    </Row>
  );
}
