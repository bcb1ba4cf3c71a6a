// Types of what each client asks: from the SDL, the operations of graphql/operations and the fragments beside components.
import type { CodegenConfig } from '@graphql-codegen/cli';

const OPERATIONS = '../graphql/operations';
const config = {
  skipTypename: true,
  onlyOperationTypes: true,
  inlineFragmentTypes: 'mask', // a component reads its own fields and no other's
  enumsAsTypes: true,
  arrayInputCoercion: false,
  avoidOptionals: { field: true },
  strictScalars: true,
  // As they stand in JSON; amounts are exact decimals, so never a number.
  scalars: { Date: 'string', DateTime: 'string', Bedrag: 'string', ID: 'string' },
  useTypeImports: true,
};
const types = (documents: string[]) => ({
  documents,
  plugins: ['typescript-operations'],
  config,
});

export default {
  schema: '../graphql/schema.graphql',
  generates: {
    'shared/src/gql/types.ts': types([`${OPERATIONS}/web/*.graphql`, 'shared/src/**/*.graphql']),
    'agent/src/gql/types.ts': types([`${OPERATIONS}/agent/*.graphql`, 'agent/src/**/*.graphql']),
    'app/src/gql/types.ts': types([`${OPERATIONS}/app/*.graphql`, 'app/src/**/*.graphql']),
  },
} satisfies CodegenConfig;
