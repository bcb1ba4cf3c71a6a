// A document that is downloaded with one click. The design system's own component gives every file of a list the same
// ids, so that all are announced as the first; here the link says which it is.
import { useFormat } from '../language/format';
import { Icon } from './icon';
import { useWords } from './words';

interface Props {
  title: string;
  href: string | null | undefined;
  format?: string | null;
  size?: number | null;
  date?: string | null;
  children?: string | null; // what else to know
}

export function File({ title, href, format, size, date, children }: Props) {
  const { day, size: inBytes } = useFormat();
  const words = useWords();
  const about = [children, format && kindOf(format), size && inBytes(size), date && day(date)].filter(Boolean).join(' · ');
  return (
    <li className="row file">
      <Icon name="document" />
      <div className="row__main">
        {href ? (
          <a className="row__link" href={href} download>
            <span className="row__title">{title}</span> <span className="hidden">({words.download})</span>
          </a>
        ) : (
          <span className="row__title">{title}</span>
        )}
        {about && <div className="row__more">{about}</div>}
      </div>
      {href && <Icon name="download" />}
    </li>
  );
}

const kindOf = (format: string): string =>
  (format.includes('/') ? (format.split(/[/+;]/)[1] ?? format) : format).replace('plain', 'txt').slice(0, 8).toUpperCase();
