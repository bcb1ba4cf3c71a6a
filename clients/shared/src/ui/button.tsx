import type { ButtonHTMLAttributes, ReactNode } from 'react';

type Kind = 'primary' | 'secondary' | 'plain';

export function Button({
  kind = 'primary',
  children,
  type = 'button',
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { kind?: Kind; children: ReactNode }) {
  return (
    <button type={type} className={`button button--${kind}`} {...rest}>
      {children}
    </button>
  );
}
