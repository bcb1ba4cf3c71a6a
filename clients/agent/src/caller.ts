// A caller: a contact that is open, and what the agent keeps of it. All of this is in memory and nowhere else.
import { memoryLocation } from 'wouter/memory-location';

import type { Doel, StartKlantcontactMutation, Verificatie, Waarschuwing } from './gql/types';

// Of the ways to know who is calling, those that can be had.
export type Verified = Exclude<Verificatie, 'CODE_UIT_PORTAAL'>;

export interface Caller {
  readonly key: number; // stays when the contact is renewed
  readonly contact: string;
  readonly name: string;
  readonly doel: Doel;
  readonly verificatie: Verified;
  readonly until: string;
  readonly cautions: readonly Waarschuwing[];
  readonly history: ReturnType<typeof newHistory>; // which page of the resident is shown
  readonly notes: string;
}

type Started = NonNullable<StartKlantcontactMutation['startKlantcontact']>;

let last = 0;
const newHistory = () => memoryLocation({ path: '/' });

export function callerOf(started: Started, name: string, verificatie: Verified): Caller {
  last += 1;
  const { id: contact, doel, verlooptOp: until, waarschuwingen: cautions } = started;
  const history = newHistory();
  return { key: last, contact, name, doel, verificatie, until, cautions, history, notes: '' };
}

export function renewed(caller: Caller, { id: contact, verlooptOp: until, waarschuwingen: cautions }: Started): Caller {
  return { ...caller, contact, until, cautions };
}
