// Whose pages a visitor gets: a resident's, their own or of whom they act for, or an organisation's.
import { useAsked } from '../client/asked';
import { Kop } from '../gql/documents';

export interface Visitor {
  kind: 'person' | 'organisation' | 'nobody'; // nobody: the municipality can't tell which resident it is
  forOther: boolean;
  name: string | null;
}

// null as long as it is not known.
export function useVisitor(): Visitor | null {
  const { data } = useAsked(Kop, {});
  if (!data?.sessie) return null;
  const { rol, mandaat } = data.sessie;
  const forOther = mandaat !== null;
  // who acts for a resident with eHerkenning is in that resident's dossier
  const kind = forOther ? 'person' : rol === 'ONDERNEMER' ? 'organisation' : rol === 'EIDAS_ZONDER_BSN' ? 'nobody' : 'person';
  return { kind, forOther, name: data.mij?.naam?.volledigeNaam ?? null };
}
