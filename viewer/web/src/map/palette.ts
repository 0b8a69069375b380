/** Colours of the map, for light and dark. */

export interface Palette {
  readonly paper: string;
  readonly land: string;
  readonly boundary: string;
  readonly water: string;
  readonly motorway: string;
  readonly major: string;
  readonly minor: string;
  readonly casing: string;
  readonly text: string;
  readonly halo: string;
  readonly soft: string;
  readonly select: string;
}

export const palettes: Record<"light" | "dark", Palette> = {
  light: {
    paper: "#e9ecee",
    land: "#f8f7f3",
    boundary: "#8c8578",
    water: "#a9cde3",
    motorway: "#e08a3c",
    major: "#f3c15f",
    minor: "#ffffff",
    casing: "#c9c3b5",
    text: "#24302f",
    halo: "#ffffff",
    soft: "#66706e",
    select: "#d6006c",
  },
  dark: {
    paper: "#0f1416",
    land: "#182023",
    boundary: "#5d6a6d",
    water: "#20465c",
    motorway: "#b5702f",
    major: "#8a7134",
    minor: "#39454a",
    casing: "#0f1416",
    text: "#e4e9e7",
    halo: "#10171a",
    soft: "#98a5a7",
    select: "#ff5fb0",
  },
};

/** Colours of reach, near to far: one hue, darker is nearer, told apart in grey as well. */
export const reachColours = ["#00441b", "#1b7837", "#5aae61", "#a6dba0", "#c2a5cf", "#9970ab", "#762a83"];
