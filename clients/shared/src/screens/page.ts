import type { ComponentType } from 'react';

// A page with its address, where ":name" stands for what the page is given as a parameter.
export interface Page {
  path: string;
  page: ComponentType;
}
