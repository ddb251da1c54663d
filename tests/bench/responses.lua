-- wrk: valid, varied, full responses of a real client's size. Each gets a fresh random id; one that is sealed has its own and goes once, in
-- the order of the file, and the load ends with them. Requests are put together before the clock starts, so that the load costs the machine
-- as little as it can.

local before, after = {}, {}
local threads = 0
function setup(thread) threads = threads + 1; thread:set('seed', threads) end
function init()
  math.randomseed(os.time() * 1000 + seed)
  local headers = { ['Content-Type'] = 'application/json' }
  for line in io.lines(os.getenv('BODIES')) do
    local request = wrk.format('POST', '/api/v1/responses', headers, (line:gsub('@ID@', string.rep('@', 32), 1)))
    local from, to = request:find(string.rep('@', 32), 1, true)
    before[#before + 1] = request:sub(1, from and from - 1)
    after[#before] = from and request:sub(to + 1)
  end
end

local function id()
  local parts = {}
  for i = 1, 8 do parts[i] = string.format('%04x', math.random(0, 65535)) end
  return table.concat(parts)
end

local sent = 0
local function sealed()
  sent = sent + 1
  if sent == #before then wrk.thread:stop() end
  return before[math.min(sent, #before)]
end

function request()
  if not after[1] then return sealed() end
  local n = math.random(#before)
  return before[n] .. id() .. after[n]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('\nRESULT {"rate":%.0f,"p50":%.2f,"p99":%.2f,"errors":%d}\n', summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
