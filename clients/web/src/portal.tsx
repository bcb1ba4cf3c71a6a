// The portal of residents and entrepreneurs.
import { GraphProvider } from 'mijndenhaag-shared/src/client/asked';
import { Graph } from 'mijndenhaag-shared/src/client/graph';
import { currentLanguage } from 'mijndenhaag-shared/src/language/language';
import { Pages } from 'mijndenhaag-shared/src/screens/pages';
import { Shell } from 'mijndenhaag-shared/src/shell/shell';

// The session is over: nothing of it stays on the screen.
function leave(): void {
  graph.forget();
  location.replace('/uitgelogd?reden=verlopen');
}

const graph = new Graph(currentLanguage, leave);

export function Portal() {
  return (
    <GraphProvider graph={graph}>
      <Shell onEnd={leave}>
        <Pages />
      </Shell>
    </GraphProvider>
  );
}
