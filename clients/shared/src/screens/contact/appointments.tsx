// The appointments to come, the first one first.
import { usePaged } from '../../client/asked';
import { unmasked } from '../../client/document';
import { faultsAt } from '../../client/faults';
import { Afspraken } from '../../gql/documents';
import type { AfspraakKaartFragment } from '../../gql/types';
import { useFormat } from '../../language/format';
import { Block } from '../../ui/block';
import { External } from '../../ui/external';
import { Icon } from '../../ui/icon';
import { More } from '../../ui/more';
import { Tag } from '../../ui/tag';
import { Dutch } from '../person/dutch';
import { useContactTexts } from './texts';

export function Appointments() {
  const texts = useContactTexts();
  const { data, items, more, faults, loading, again } = usePaged(Afspraken, {}, (person) => person.afspraken);
  const inOrder = items
    .map((each) => unmasked<AfspraakKaartFragment>(each))
    .toSorted((a, b) => Date.parse(a.begin ?? '') - Date.parse(b.begin ?? ''));
  return (
    <Block
      title={texts.appointments}
      loading={loading}
      value={data?.afspraken && inOrder}
      faults={faultsAt(faults, 'afspraken')}
      again={again}
      empty={texts.noAppointments}
      rows={3}
    >
      {() => (
        <>
          <ul className="entries">
            {inOrder.map((appointment) => (
              <Appointment key={appointment.id} appointment={appointment} />
            ))}
          </ul>
          <More {...more} />
        </>
      )}
    </Block>
  );
}

function Appointment({ appointment }: { appointment: AfspraakKaartFragment }) {
  const { onderwerp, begin, eind, locatie, adres, online, meenemen, status, wijzigen, agenda } = appointment;
  const texts = useContactTexts();
  const { moment, time, weekday } = useFormat();
  const about = <span className="hidden">: {onderwerp}</span>;
  return (
    <li className="entry">
      <h3>
        {onderwerp ? <Dutch>{onderwerp}</Dutch> : texts.appointment}{' '}
        {status && <Tag kind={status === 'GEANNULEERD' ? 'late' : 'neutral'}>{texts.status[status]}</Tag>}
      </h3>
      {begin && (
        <p>
          <strong className="begin">{`${weekday(begin)} ${moment(begin)}`}</strong>
          {eind && ` ${texts.until(time(eind))}`}
        </p>
      )}
      {online && <p>{texts.online}</p>}
      {(locatie || adres) && <p>{[locatie, adres].filter(Boolean).join(', ')}</p>}
      {meenemen.length > 0 && (
        <div>
          <p>{texts.bring}</p>
          <ul className="bring" lang="nl">
            {meenemen.map((thing) => (
              <li key={thing}>{thing}</li>
            ))}
          </ul>
        </div>
      )}
      {(wijzigen || agenda) && (
        <p className="ways">
          {wijzigen && (
            <External href={wijzigen}>
              {texts.change}
              {about}
            </External>
          )}
          {agenda && (
            <a href={agenda} download>
              <Icon name="download" /> {texts.calendar}
              {about}
            </a>
          )}
        </p>
      )}
    </li>
  );
}
