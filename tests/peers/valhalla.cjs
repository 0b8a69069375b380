// Valhalla's side of isochrones.sh, in its own process without HTTP: text in, text out, one request after the other. What it prints goes to a file, because
// Valhalla logs to standard output.
//   node valhalla.cjs FOLDER_OF_NODE_MODULES CONFIG isochrones ORIGINS.csv MINUTES ROUNDS FILE   appends the median, the 90th percentile and the mean bytes
//   node valhalla.cjs FOLDER_OF_NODE_MODULES CONFIG matrix ORIGINS.csv DESTINATIONS.csv FILE     writes CSV: from,to,seconds
const fs = require('node:fs')
const [modules, config, what, originsFile, second, ...rest] = process.argv.slice(2)
const output = rest.at(-1)
const { Actor } = require(`${modules}/node_modules/@valhallajs/valhallajs`)

const places = (file) =>
  fs.readFileSync(file, 'utf8').trim().split('\n').slice(1).map((line) => line.split(',')).map(([name, lon, lat]) => ({ name, lon: +lon, lat: +lat }))
const point = ({ lon, lat }) => ({ lon, lat })

async function isochrones(actor) {
  const taken = []
  let bytes = 0
  for (let round = -3; round < +rest[0]; round++) { // three times over before it counts
    for (const place of places(originsFile)) {
      const request = JSON.stringify({ locations: [point(place)], costing: 'auto', polygons: true, contours: second.split(',').map((m) => ({ time: +m })) })
      const begin = performance.now()
      const answer = await actor.isochrone(request)
      if (round >= 0) {
        taken.push(performance.now() - begin)
        bytes += Buffer.byteLength(answer)
      }
    }
  }
  taken.sort((a, b) => a - b)
  const figures = [taken[Math.floor(taken.length / 2)].toFixed(3), taken[Math.floor(taken.length * 0.9)].toFixed(3), Math.round(bytes / taken.length)]
  fs.appendFileSync(output, `${figures.join(' ')}\n`)
}

async function matrix(actor) {
  const [from, to] = [places(originsFile), places(second)]
  const rows = ['from,to,seconds']
  for (const origin of from) {
    const answer = JSON.parse(await actor.matrix(JSON.stringify({ sources: [point(origin)], targets: to.map(point), costing: 'auto', verbose: true })))
    answer.sources_to_targets[0].forEach((cell, i) => cell.time != null && rows.push(`${origin.name},${to[i].name},${cell.time}`))
  }
  fs.writeFileSync(output, `${rows.join('\n')}\n`)
}

const actor = new Actor(fs.readFileSync(config, 'utf8'))
;(what === 'matrix' ? matrix : isochrones)(actor).then(() => process.exit(0))
