// Whether the screen fits a media query: only what is shown is drawn.
import { useCallback, useSyncExternalStore } from "react";

export function useMedia(query) {
  const follow = useCallback((listener) => {
    const media = matchMedia(query);
    media.addEventListener("change", listener);
    return () => media.removeEventListener("change", listener);
  }, [query]);
  return useSyncExternalStore(follow, () => matchMedia(query).matches, () => false);
}
