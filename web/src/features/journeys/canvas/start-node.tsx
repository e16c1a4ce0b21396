import { Handle, Position } from '@xyflow/react'
import classes from './canvas.module.css'

/** Where everybody begins. */
export const StartNode = () => (
  <div className={classes.start}>
    Start
    <Handle type="source" id="next" position={Position.Bottom} className={classes.handle} />
  </div>
)
