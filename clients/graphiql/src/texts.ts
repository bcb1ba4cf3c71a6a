// Every word of ours, in Dutch and in English. A key that one of the two lacks does not compile. GraphiQL itself speaks
// English only.
const plural = (one: string, more: string) => (n: number) => (n === 1 ? one : more);

const nl = {
  title: 'MijnDenHaag',
  subtitle: 'GraphiQL',
  practice: 'oefenstad: alles hier is verzonnen',
  as: 'Als',
  nobody: 'niemand',
  niveau: 'Niveau',
  niveauDefault: 'standaard',
  roles: { INWONER: 'Inwoners', MEDEWERKER: 'Medewerkers', DIENST: 'Diensten', ANALIST: 'Analisten' } as Record<string, string>,
  calls: 'Bevragingen',
  callsOf: plural('bevraging', 'bevragingen'),
  registriesOf: plural('bron', 'bronnen'),
  fieldsOf: plural('veld', 'velden'),
  cost: 'kosten',
  wavesOf: plural('golf', 'golven'),
  registry: 'Bron',
  number: 'Aantal',
  fields: 'Velden',
  took: 'in totaal',
  call: 'Bevraging',
  keys: 'Sleutels',
  keysHint: 'Over hoeveel personen, aanvragen of documenten',
  wave: 'Golf',
  waveHint: 'In golf 2 wacht een bevraging op een antwoord uit golf 1',
  start: 'Begin',
  duration: 'Duur',
  outcome: 'Uitkomst',
  tries: (n: number) => `${n} pogingen`,
  perRegistry: 'Per bron',
  perCall: 'Per bevraging',
  notRun: 'Voer een operatie uit (Ctrl-Enter). Hier staat dan wat er aan de bronnen gevraagd is.',
  notTold:
    'Bij dit antwoord vertelt de service niet wat er gevraagd is. Dat doet zij alleen in ontwikkeling, en alleen als de operatie is uitgevoerd.',
  noCalls: 'Voor dit antwoord is aan geen bron iets gevraagd.',
  failed: (reason: string) => `De service gaf geen antwoord dat te lezen is. ${reason}`.trim(),
};

const en: typeof nl = {
  title: 'MijnDenHaag',
  subtitle: 'GraphiQL',
  practice: 'practice city: everything here is made up',
  as: 'As',
  nobody: 'nobody',
  niveau: 'Level',
  niveauDefault: 'default',
  roles: { INWONER: 'Residents', MEDEWERKER: 'Employees', DIENST: 'Services', ANALIST: 'Analysts' },
  calls: 'Registry calls',
  callsOf: plural('call', 'calls'),
  registriesOf: plural('registry', 'registries'),
  fieldsOf: plural('field', 'fields'),
  cost: 'cost',
  wavesOf: plural('wave', 'waves'),
  registry: 'Registry',
  number: 'Calls',
  fields: 'Fields',
  took: 'in all',
  call: 'Call',
  keys: 'Keys',
  keysHint: 'About how many persons, requests or documents',
  wave: 'Wave',
  waveHint: 'In wave 2 a call waits for an answer of wave 1',
  start: 'Start',
  duration: 'Took',
  outcome: 'Outcome',
  tries: (n) => `${n} tries`,
  perRegistry: 'By registry',
  perCall: 'By call',
  notRun: 'Run an operation (Ctrl-Enter). What the registries were asked for it stands here then.',
  notTold:
    'With this answer the service does not tell what was asked. It does so in development only, and only where the operation was executed.',
  noCalls: 'For this answer no registry was asked anything.',
  failed: (reason) => `The service gave no answer that can be read. ${reason}`.trim(),
};

export const language = navigator.language.toLowerCase().startsWith('nl') ? 'nl' : 'en';
export const texts = language === 'nl' ? nl : en;

const figures = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
export const milliseconds = (seconds: number) => `${figures.format(seconds * 1000)} ms`;
