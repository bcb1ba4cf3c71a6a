// What is known of somebody: each block comes, fails and explains itself on its own.
import { usePaged, usePerson } from '../../client/asked';
import { AdresHistorie, MijnGegevens, MijnReisdocumenten } from '../../gql/documents';
import { Alert } from '../../ui/alert';
import { Block } from '../../ui/block';
import { Faults } from '../../ui/faults';
import { Lead, Title } from '../../ui/title';
import { Address } from './address';
import { AuthorityBlock } from './authority';
import { Family } from './family';
import { History } from './history';
import { Birth, Names } from './identity';
import { Inquiry } from './inquiry';
import { faultsOf, isToldOnce } from './part';
import { STATUS, Status } from './status';
import { useDataTexts } from './texts';
import { Travel } from './travel';
import './person.css';

export default function DataPage() {
  const texts = useDataTexts();
  const known = usePerson(MijnGegevens, {});
  const travel = usePerson(MijnReisdocumenten, {});
  const history = usePaged(AdresHistorie, {}, ({ adresHistorie }) => adresHistorie);
  const { data: person, faults, loading, again } = known;
  const part = { person, faults, loading, again };
  // What takes a higher level or may not be seen is told once, and not in each of the blocks where it is lacking.
  const all = [...faults, ...travel.faults, ...history.faults];
  const higher = all.filter(({ code }) => code === 'HOGER_NIVEAU_NODIG');
  const isBarred = all.some(({ code }) => code === 'GEEN_TOEGANG');
  // Nothing came of the registry of persons: that is told once, too.
  const isDown = !loading && faults.length > 0 && Object.values(person ?? {}).every((value) => value === null);
  return (
    <>
      <Title>{texts.title}</Title>
      <Lead>{texts.lead}</Lead>
      <Inquiry of={person?.inOnderzoek} />
      {isDown ? (
        <div className="block">
          <Faults faults={faults.filter(({ code }) => code !== 'HOGER_NIVEAU_NODIG')} again={again} />
        </div>
      ) : (
        <div className="columns data">
          <div>
            <Names {...part} />
            <Birth {...part} />
            <Address {...part} />
          </div>
          <div>
            <Family {...part} />
            <AuthorityBlock />
          </div>
        </div>
      )}
      {higher.length > 0 && (
        <Block title={texts.more} loading={false} value={higher} faults={[]} again={again}>
          {() => (
            <>
              <p>{texts.moreText}</p>
              <Faults faults={higher} />
            </>
          )}
        </Block>
      )}
      {!isDown && !isToldOnce(faultsOf(faults, ...STATUS)) && <Status {...part} />}
      {!isToldOnce(travel.faults) && <Travel {...travel} person={travel.data} />}
      {!isToldOnce(history.faults) && <History paged={history} faults={history.faults} />}
      {isBarred && (
        <Block title={texts.barred} loading={false} value={texts.barredText} faults={[]} again={again}>
          {(text) => (
            <Alert>
              <p>{text}</p>
            </Alert>
          )}
        </Block>
      )}
    </>
  );
}
