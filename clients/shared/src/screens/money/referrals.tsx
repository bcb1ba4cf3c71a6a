// Pages of others that belong with parts of a dossier.
import { usePerson } from '../../client/asked';
import { faultsAt } from '../../client/faults';
import { VerwijzingenBij } from '../../gql/documents';
import { Block } from '../../ui/block';
import { Rows } from '../../ui/rows';
import { Referral } from '../person/referral';
import '../person/person.css';
import { useMoneyTexts } from './texts';

export function Referrals({ of }: { of: string[] }) {
  const texts = useMoneyTexts();
  const { data, faults, loading, again } = usePerson(VerwijzingenBij, { bij: of });
  if (loading) return null; // nothing moves for it: it is the last of its page
  return (
    <Block
      title={texts.elsewhere}
      loading={false}
      value={data?.verwijzingen}
      faults={faultsAt(faults, 'verwijzingen')}
      again={again}
    >
      {(referrals) => (
        <Rows>
          {referrals.map((referral) => (
            <Referral key={referral.sleutel} referral={referral} />
          ))}
        </Rows>
      )}
    </Block>
  );
}
