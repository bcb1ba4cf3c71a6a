// Whom one can be in development, and in the practice city. Elsewhere there are no personas, and nobody is all that one
// can be.
import { PERSONAS } from './place';

export interface Persona {
  naam: string;
  nl: string;
  en: string;
  rol: string;
}

export async function fetchPersonas(): Promise<Persona[]> {
  try {
    const response = await fetch(PERSONAS);
    return response.ok ? ((await response.json()) as { personas: Persona[] }).personas : [];
  } catch {
    return [];
  }
}
