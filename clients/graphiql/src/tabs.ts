// Opens a tab with something in it. GraphiQL adds an empty one only, and has it filled through its editors.
import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';

export interface Opening {
  text: string;
  variables?: string;
  headers?: string; // as whom; otherwise as in any new tab
}

// Nothing as long as the editors are not there.
export function useOpen(): ((opening: Opening) => void) | undefined {
  const { addTab, stop } = useGraphiQLActions();
  const query = useGraphiQL((state) => state.queryEditor);
  const variable = useGraphiQL((state) => state.variableEditor);
  const header = useGraphiQL((state) => state.headerEditor);
  if (!query || !variable || !header) return undefined;
  return ({ text, variables = '', headers }) => {
    stop(); // or an answer that is under way would be shown as that to this one
    addTab();
    query.setValue(text);
    variable.setValue(variables);
    if (headers !== undefined) header.setValue(headers);
  };
}
