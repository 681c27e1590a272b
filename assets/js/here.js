// The record that the address names: the last part of its path.
import { useLocation } from "react-router";

export function useHere() {
  return useLocation().pathname.split("/").filter(Boolean).pop() ?? "";
}
