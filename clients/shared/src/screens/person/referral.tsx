// What another organisation keeps, and the way there.
import { type Masked, unmasked } from '../../client/document';
import type { VerwijzingRijFragment } from '../../gql/types';
import { Row } from '../../ui/rows';
import { useThemeTexts } from './theme-texts';

export function Referral({ referral }: { referral: Masked<VerwijzingRijFragment> }) {
  const { naam, tekst, aanbieder, adres, zonderOpnieuwInloggen } = unmasked(referral);
  const texts = useThemeTexts();
  return (
    <Row title={naam} href={adres} external>
      <span className="line">{tekst}</span>
      <span className="line">{texts.of(aanbieder)}</span>
      {zonderOpnieuwInloggen && <span className="line">{texts.noLogIn}</span>}
    </Row>
  );
}
