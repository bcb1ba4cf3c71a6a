// What each block of personal data is given by the page.
import type { Fault, FaultCode } from '../../client/faults';

export interface Part<Person> {
  loading: boolean;
  person: Person | null;
  faults: readonly Fault[];
  again: () => void;
}

// The faults of these fields of a person, and those of the person as a whole.
export function faultsOf(faults: readonly Fault[], ...fields: string[]): readonly Fault[] {
  return faults.filter(({ path: [field] }) => field === undefined || fields.includes(String(field)));
}

const ONCE: readonly FaultCode[] = ['HOGER_NIVEAU_NODIG', 'GEEN_TOEGANG'];

// Whether a block lacks what the page tells once for all blocks, so that it says nothing itself.
export const isToldOnce = (faults: readonly Fault[]): boolean => faults.some(({ code }) => ONCE.includes(code));
