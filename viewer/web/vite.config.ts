import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

// "npx vite" serves the map alone and asks a running service (WUJIN_URL) for the data.
const service = process.env["WUJIN_URL"] ?? "http://127.0.0.1:5080";

/** Leaves a .br and a .gz beside every file, so that the service compresses nothing while it serves. */
function precompress(): Plugin {
  let folder = "";
  return {
    name: "precompress",
    apply: "build",
    configResolved: (config) => void (folder = join(config.root, config.build.outDir)),
    closeBundle: () => {
      for (const file of readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())) {
        const path = join(file.parentPath ?? file.path, file.name);
        const content = readFileSync(path);
        writeFileSync(`${path}.br`, brotliCompressSync(content));
        writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  base: "./",
  build: { target: "es2022", assetsDir: "map", chunkSizeWarningLimit: 2000 },
  plugins: [precompress()],
  server: { proxy: { "^/(collections|tiles|processes|jobs|isochrone|health|scenarios|assets|assessments|indicators|attention|reports|map/settings)": service } },
});
