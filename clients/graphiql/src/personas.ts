// Whom one can be in development. Elsewhere the service knows no personas, and nobody is all that one can be.
export interface Persona {
  naam: string;
  nl: string;
  en: string;
  rol: string;
}

export async function fetchPersonas(): Promise<Persona[]> {
  try {
    const response = await fetch('/ontwikkeling/personas');
    return response.ok ? ((await response.json()) as { personas: Persona[] }).personas : [];
  } catch {
    return [];
  }
}
