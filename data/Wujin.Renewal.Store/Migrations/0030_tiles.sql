-- Vector tiles: how a geometry is drawn in one tile of WebMercatorQuad, 4096 units a side with 64 more around it.

-- A geometry in the coordinates of a tile; NULL where nothing of it is there. "unit" is the length of one unit of the tile in metres of EPSG:3857.
--
-- No seams: vertices are snapped to the grid of units before the tile is cut out. The grid is one for all tiles of a zoom, for their corners
-- lie on it; so two tiles that share a border, and two areas that share one, see the same vertices.
-- Nothing is lost: an area smaller than 16 units either way (2 pixels of a tile drawn 512 wide) becomes the point at its centre, and so does
-- one so thin that nothing of it is left on the grid.
CREATE FUNCTION renewal.tile_geometry(geom geometry, tile box2d, unit double precision) RETURNS geometry
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    origin constant double precision := 20037508.342789244;
    plane geometry := ST_Transform(geom, 3857);
    is_small boolean := greatest(ST_XMax(plane) - ST_XMin(plane), ST_YMax(plane) - ST_YMin(plane)) < 16 * unit;
    drawn geometry;
BEGIN
    IF NOT is_small OR ST_Dimension(plane) < 2 THEN
        drawn := ST_AsMVTGeom(ST_SnapToGrid(plane, -origin, origin, unit, unit), tile, 4096, 64, true);
    END IF;
    IF drawn IS NULL AND ST_Dimension(plane) = 2 THEN
        drawn := ST_AsMVTGeom(
            ST_SnapToGrid(CASE WHEN is_small THEN ST_Centroid(plane) ELSE ST_PointOnSurface(plane) END, -origin, origin, unit, unit),
            tile, 4096, 64, true);
    END IF;
    RETURN drawn;
END $$;
