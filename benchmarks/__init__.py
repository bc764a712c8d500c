"""How long answers take, measured beside other price libraries and beside Bolt alone.

`python -m benchmarks` measures everything in one run and writes `docs/performance.md`.
"""

import os

# Else litellm asks for its prices over the network while it is imported.
os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
