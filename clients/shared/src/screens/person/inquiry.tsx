// That the municipality looks into what stands here.
import type { ReactNode } from 'react';

import { type Masked, unmasked } from '../../client/document';
import type { OnderzochtFragment } from '../../gql/types';
import { Alert } from '../../ui/alert';

export function Inquiry({ of, children }: { of: Masked<OnderzochtFragment> | null | undefined; children?: ReactNode }) {
  if (!of) return null;
  return (
    <Alert>
      <p>{unmasked(of).tekst}</p>
      {children}
    </Alert>
  );
}
