// What the service says went wrong, by the place in the answer where it did (design of errors: docs/errors.md).
export type FaultCode =
  | 'NIET_INGELOGD'
  | 'GEEN_TOEGANG'
  | 'HOGER_NIVEAU_NODIG'
  | 'DOEL_NODIG'
  | 'BRON_NIET_BESCHIKBAAR'
  | 'BRON_TE_TRAAG'
  | 'BRON_ONGELDIG'
  | 'TE_DUUR'
  | 'TE_VAAK'
  | 'DOCUMENT_ONBEKEND'
  | 'ONGELDIGE_INVOER'
  | 'INTERNE_FOUT'
  | 'GEEN_VERBINDING'; // ours: no answer came

export interface Fault {
  code: FaultCode;
  message: string; // in the language that was asked, for people
  path: readonly (string | number)[]; // from the person, or from the root where that was asked
  again: boolean; // worth trying again
  bron?: string;
  niveau?: string;
  waarschuwing?: string; // what an agent has to know before a dossier opens
}

export interface Wire {
  message: string;
  path?: (string | number)[];
  extensions?: { code?: string; opnieuw?: boolean; bron?: string; niveau?: string; waarschuwing?: string };
}

export function faultOf({ message, path = [], extensions = {} }: Wire): Fault {
  const { code = 'INTERNE_FOUT', opnieuw = false, bron, niveau, waarschuwing } = extensions;
  const more = { ...(bron && { bron }), ...(niveau && { niveau }), ...(waarschuwing && { waarschuwing }) };
  return { code: code as FaultCode, message, path, again: opnieuw, ...more };
}

// The faults of a block: at its path, below it, or above it so that the block is gone with what it stands in.
export function faultsAt(faults: readonly Fault[], ...path: readonly (string | number)[]): readonly Fault[] {
  return faults.filter((fault) => fault.path.every((step, at) => at >= path.length || step === path[at]));
}
