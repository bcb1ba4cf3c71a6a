// The tabs that a visitor finds: operations of our own clients, each as somebody whom it suits.
import { written } from './identity';

interface Example {
  file: string; // below graphql/operations, where its text stands; what is not there is left out
  persona: string;
  variables?: Record<string, unknown>;
}

const EXAMPLES: Example[] = [
  { file: 'web/Overzicht', persona: 'jan' },
  { file: 'web/MijnAanvragen', persona: 'wim', variables: { eerste: 5, filter: 'LOPEND' } },
  { file: 'web/WozEnBelasting', persona: 'wim' },
  { file: 'web/MijnGegevens', persona: 'fatima' },
  { file: 'web/Herkomst', persona: 'jan' },
  { file: 'dienst/Personen', persona: 'dienst', variables: { burgerservicenummers: ['999900006', '999900080'] } },
];

const OPERATIONS = '../../../graphql/operations/';
const texts = import.meta.glob<string>('../../../graphql/operations/*/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export const exampleTabs = EXAMPLES.flatMap(({ file, persona, variables }) => {
  const query = texts[`${OPERATIONS}${file}.graphql`];
  if (query === undefined) return [];
  return [
    {
      query,
      headers: written({ persona, niveau: '' }),
      variables: variables ? JSON.stringify(variables, null, 2) : null,
    },
  ];
});
