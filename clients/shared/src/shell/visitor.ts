// Whose pages a visitor gets: a resident's, their own or of whom they act for, or an organisation's.
import { useAsked } from '../client/asked';
import { Kop } from '../gql/documents';
import type { Mandaat, Rol } from '../gql/types';

type Kind = 'person' | 'organisation' | 'nobody'; // nobody: the municipality can't tell which resident it is

export interface Visitor {
  kind: Kind;
  forOther: boolean;
  name: string | null;
}

// null as long as it is not known.
export function useVisitor(): Visitor | null {
  const { data } = useAsked(Kop, {});
  if (!data?.sessie) return null;
  return { kind: kindOf(data.sessie), forOther: data.sessie.mandaat !== null, name: data.mij?.naam?.volledigeNaam ?? null };
}

export function kindOf({ rol, mandaat }: { rol: Rol; mandaat: Mandaat | null }): Kind {
  if (mandaat !== null) return 'person'; // who acts for a resident with eHerkenning is in that resident's dossier
  return rol === 'ONDERNEMER' ? 'organisation' : rol === 'EIDAS_ZONDER_BSN' ? 'nobody' : 'person';
}
