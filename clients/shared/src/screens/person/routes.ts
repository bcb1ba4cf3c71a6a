// The pages of this part, by their address; each is loaded when it is needed.
import type { Page } from '../page';

export const PAGES: readonly Page[] = [];
