import { Alert } from 'mijndenhaag-shared/src/ui/alert';
import { Button } from 'mijndenhaag-shared/src/ui/button';

import { useAgentTexts } from '../texts';

// In the place of a dossier that is closed.
export function Over({ search }: { search: () => void }) {
  const texts = useAgentTexts();
  return (
    <div>
      <Alert kind="warning" live>
        <p>{texts.over}</p>
        <p>{texts.overSearch}</p>
        <Button onClick={search}>{texts.search}</Button>
      </Alert>
    </div>
  );
}
