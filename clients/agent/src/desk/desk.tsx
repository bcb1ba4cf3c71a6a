// One caller: who it is on the left, what they see themselves in the middle, and what an agent wants to know beside it.
import { useAsked } from 'mijndenhaag-shared/src/client/asked';

import type { Caller } from '../caller';
import { Beller } from '../gql/documents';
import { Actions } from '../side/actions';
import { History } from '../side/history';
import { Sources } from '../side/sources';
import { About } from './about';
import { Over } from './over';
import { useMinutesLeft } from './time';
import { View } from './view';

interface Props {
  caller: Caller;
  change: (caller: Caller) => void;
  close: () => void;
  search: () => void;
}

export function Desk({ caller, change, close, search }: Props) {
  const { data, faults, loading, again } = useAsked(Beller, { contact: caller.contact });
  const minutes = useMinutesLeft(caller.until);
  // the service may have ended it: by its time, or because the dossier was shielded since
  const isOver = minutes <= 0 || (data !== null && faults.length === 0 && data.klantcontact === null);
  const about = { caller, data: data?.klantcontact ?? null, faults, loading, again, minutes, change, close };
  return (
    <div className="desk">
      <About {...about} isOver={isOver} />
      {isOver ? (
        <Over search={search} />
      ) : (
        <>
          <View caller={caller} />
          <div className="desk__side">
            <Actions caller={caller} />
            <History caller={caller} />
            <Sources />
          </div>
        </>
      )}
    </div>
  );
}
