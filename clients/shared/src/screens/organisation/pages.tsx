// An organisation's pages, asked of the organisation for which somebody logged in.
import { GraphProvider, useGraph } from '../../client/asked';
import { type Door, OWN_DOOR } from '../../client/graph';
import { ORGANISATIONS } from '../../gql/organisations';
import { OrganisationScreens } from './screens';

const DOOR: Door = {
  ...OWN_DOOR,
  asks: ({ id }) => id in ORGANISATIONS,
  id: ({ id }) => ORGANISATIONS[id] ?? id,
};

export default function OrganisationPages() {
  const { graph } = useGraph();
  return (
    <GraphProvider graph={graph} door={DOOR}>
      <OrganisationScreens />
    </GraphProvider>
  );
}
