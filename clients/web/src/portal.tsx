// The portal of residents and entrepreneurs.
import { GraphProvider } from 'mijndenhaag-shared/src/client/asked';
import { Graph } from 'mijndenhaag-shared/src/client/graph';
import { Pages } from 'mijndenhaag-shared/src/screens/pages';
import { Shell } from 'mijndenhaag-shared/src/shell/shell';

const graph = new Graph();

export function Portal() {
  return (
    <GraphProvider graph={graph}>
      <Shell>
        <Pages />
      </Shell>
    </GraphProvider>
  );
}
