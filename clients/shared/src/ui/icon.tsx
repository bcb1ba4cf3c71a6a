// Line icons on a grid of 24, drawn for this portal; they say nothing that the text beside them does not.
const PATHS = {
  arrow: 'M5 12h14m-6-6 6 6-6 6',
  back: 'M19 12H5m6-6-6 6 6 6',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  chevron: 'm6 9 6 6 6-6',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 4v5l3.5 2',
  cross: 'm6 6 12 12M18 6 6 18',
  document: 'M7 3h7l4 4v14H7zM14 3v4h4',
  download: 'M12 4v11m-5-5 5 5 5-5M5 20h14',
  external: 'M10 5H5v14h14v-5M14 4h6v6m0-6-9 9',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Zm9.5-3a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z',
  home: 'm3 11 9-7 9 7m-15-2v11h12V9',
  inbox: 'M3 6h18v12H3zm0 0 9 7 9-7',
  folder: 'M3 6h7l2 2h9v11H3z',
  euro: 'M17.5 6.5A7 7 0 1 0 17.5 17.5M4 10.5h9M4 13.5h8',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.5 20c.8-4 3.800-5.500 7.500-5.500s6.700 1.500 7.500 5.500',
  building: 'M5 21V4h9v17m0-12h5v12M3 21h18M8 8h3m-3 4h3m-3 4h3',
  menu: 'M4 7h16M4 12h16M4 17h16',
  phone: 'M6 3h4l1.500 5-2.500 1.500a11 11 0 0 0 5.500 5.500L16 12.500 21 14v4a3 3 0 0 1-3 3C10 21 3 14 3 6a3 3 0 0 1 3-3Z',
  search: 'M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13Zm5 11.500L20 20',
  car: 'M4 16v-4l2-5h12l2 5v4zm0 0v2.500m16-2.500v2.500M7 13h.01M17 13h.01',
  street: 'M12 21s7-6.500 7-11.500a7 7 0 0 0-14 0C5 14.500 12 21 12 21Zm0-14a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5Z',
  task: 'M5 4h14v16H5zm3 5 1.500 1.500L12 8m-4 7 1.500 1.500L12 14m2.500-4.500H17m-2.500 6H17',
  warning: 'M12 4 2.500 20h19zm0 6v4.500m0 2.500v.01',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 7.500V17m0-9.500v.01',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
