// What somebody finds with other organisations.
import { usePerson } from '../../client/asked';
import { faultsAt } from '../../client/faults';
import { Verwijzingen } from '../../gql/documents';
import { Faults } from '../../ui/faults';
import { Rows } from '../../ui/rows';
import { Skeleton } from '../../ui/skeleton';
import { Lead, Title } from '../../ui/title';
import { Referral } from './referral';
import { useThemeTexts } from './theme-texts';
import './person.css';

export default function ElsewherePage() {
  const texts = useThemeTexts();
  const { data, faults, loading, again } = usePerson(Verwijzingen, {});
  const referrals = data?.verwijzingen;
  return (
    <>
      <Title>{texts.elsewhere}</Title>
      <Lead>{texts.elsewhereLead}</Lead>
      {loading && <Skeleton rows={6} />}
      {referrals && referrals.length > 0 && (
        <Rows>
          {referrals.map((referral, place) => (
            <Referral key={place} referral={referral} />
          ))}
        </Rows>
      )}
      {referrals?.length === 0 && <p className="empty">{texts.noElsewhere}</p>}
      <Faults faults={faultsAt(faults, 'verwijzingen')} again={again} />
    </>
  );
}
