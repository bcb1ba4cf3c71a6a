import { useEffect, useState } from 'react';

// Whole minutes until a moment, rounded up; 0 once it is past.
export function useMinutesLeft(moment: string): number {
  const left = () => Math.max(0, Math.ceil((Date.parse(moment) - Date.now()) / 60_000));
  const [minutes, setMinutes] = useState(left);
  useEffect(() => {
    setMinutes(left());
    const timer = setInterval(() => setMinutes(left()), 1000);
    return () => clearInterval(timer);
  }, [moment]);
  return minutes;
}
